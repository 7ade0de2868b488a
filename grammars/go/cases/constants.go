// A constant without a value repeats the one above it; the names of a group are known everywhere.
package main

type Color int //: color

const (
	Red   Color = iota //: red <- color
	Green              //: green <- red
	// between
	Blue //: blue <- red | green
)

const (
	bit, mask = 1 << iota, 1<<iota - 1 //: first
	two, more                          //: second <- first
	other     = 7                      //: other
	same                               //: same <- other | second
)

const limit = 10 //: limit

func main() {
	println(Blue, Green)    //: <- blue green
	println(mask)           //: <- first
	println(more)           //: <- second
	println(limit)          //: <- limit
	const local, unused = 1, 2 //: local
	println(local)          //: <- local
	println(same)
}
