// A function with a result ends in a statement that control does not pass.
package main

func sign(x int) int { //: sign <- last
	if x > 0 { //: if
		return 1
	}
	return 0 //: last | if
}

func kind(x int) string { //: kind <- other
	switch x {
	case 1: //: one
		println("one")
		return "one"
	default:
		println("other")
		return "other" //: other  //! | one -- an arm that goes as a whole is no path
	}
}

func wait(c chan int) int { //: wait
	for { //: loop
		println(<-c)
	}
}

func main() {
	println(sign(1), kind(2), wait(nil)) //: <- sign kind wait
}
