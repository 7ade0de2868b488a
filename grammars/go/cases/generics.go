// Type parameters are known in all of what they belong to.
package main

type Number interface { //: number
	~int | ~float64
}

type Stack[T any] struct { //: stack
	items []T //: items <- stack
}

func (s *Stack[T]) Push(item T) { //: push <- stack
	s.items = append(s.items, item) //: <- items
}

func Sum[T Number](xs []T) T { //: sum <- number
	var total T //: total
	for _, x := range xs {
		total += x //: <- total
	}
	return total
}

func main() {
	s := &Stack[int]{} //: s <- stack
	s.Push(Sum([]int{1})) //: <- s sum push
}
