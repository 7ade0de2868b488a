// Clauses go alone; the value of a type switch needs a use.
package main

func show(v any) { //: show
	if v == nil { //: if
		println("nil") //: nil
	} else if v == 1 { //: else_if <- if
		println("one")
	} else { //: else <- if else_if
		println("other") //: other <- else | nil
	}
	switch x := v.(type) { //: switch
	case int: //: int
		println(x) //: <- int
	case string: //: string
		println(x)
	default: //: default
		println("?") //: <- default | string
	}
}
