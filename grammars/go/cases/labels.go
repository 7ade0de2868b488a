// A label needs a use, and what jumps needs the label.
package main

func main() {
	n := 3
outer: //: label <- jump
	for i := 0; i < n; i++ {
		println("x")
		for {
			println(i)
			continue outer //: jump
		}
	}
}
