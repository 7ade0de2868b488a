// A clause falls through only while there is another one below it.
package main

func name(code int) string {
	text := ""
	switch code {
	case 1:
		text += "a"
		fallthrough //: one | three
	case 2: //: two
		text += "b"
		fallthrough //: two_falls <- three
	case 3: //: three
		text += "c"
	}
	switch {
	default:
		text += "d"
		fallthrough //: default_falls <- last
	case code > 3: //: last
		text += "e"
	}
	return text
}
