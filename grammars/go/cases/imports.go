// An import goes with its last use, and what uses it goes with it.
package main

import (
	"fmt"            //: fmt
	"math/rand/v2"   //: rand
	str "strings"    //: alias
	_ "image/png"    //: blank
)

func main() {
	fmt.Println(str.ToUpper("a")) //: one <- fmt alias | blank
	fmt.Println(rand.IntN(3))     //: two <- fmt rand | alias
}
