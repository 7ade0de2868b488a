// Fields and methods by name; values without names give all fields.
package main

type Point struct { //: point
	x int //: x
	y int //: y
	z int //: z
}

func (p *Point) Sum() int { //: sum <- point x y
	return p.x + p.y //: <- x y
}

func main() {
	p := &Point{x: 1} //: p <- point x
	println(p.Sum())  //: <- p sum
	q := Point{1, 2, 3} //: q <- x y z
	println(q.y)      //: <- q y
}
