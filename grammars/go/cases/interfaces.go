// What makes a value of a type needs the methods that an interface lists.
package main

type Shape interface { //: shape
	Area() int //: area
}

type Square struct { //: square
	side int //: side
}

func (s Square) Area() int { //: square_area <- square side
	return s.side * s.side
}

func (s Square) Name() string { //: name <- square
	return "square"
}

func main() {
	var s Shape = Square{side: 2} //: s <- shape square square_area | name
	println(s.Area())             //: <- s area
}
