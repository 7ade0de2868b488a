// A local variable that nothing uses is an error; to set it is not to use it.
package main

func pair() (int, error) { //: pair
	return 1, nil
}

func main() {
	size := 1       //: size <- shown
	size = 2        //: set <- size
	println(size)   //: shown <- size | set
	a, err := pair() //: first <- pair
	println(a, err) //: use <- first
	b, err := pair() //: second
	println(b)      //: <- second | first
	println(err)    //: | second use
	for i, v := range []int{1} { //: range
		println(i, v) //: <- range
	}
}
