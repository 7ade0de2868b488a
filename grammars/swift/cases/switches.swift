// With a default the cases may go; without one all of them are needed.
func name(_ n: Int) -> String {
    switch n { //: all <- rest | one
    case 1: //: one <- first
        return "one" //: first
    default: //: rest
        return "many"
    }
}

enum Side { //: side
    case left //: left
    case right //: right
}

func turn(_ side: Side) { //: turn <- side
    switch side { //: choice <- on_left on_right left right
    case .left: //: on_left <- left
        print("left")
    case .right: //: on_right <- right
        print("right") //: on_right_print
    }
}
