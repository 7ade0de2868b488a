import java.util.*;  //: util

enum Level {  //: level
    LOW(1),  //: low <- made
    MIDDLE(2),  //: middle <- made
    HIGH(3);  //: high <- made

    private final int weight;  //: weight <- set

    Level(int weight) {  //: made
        this.weight = weight;  //: set <- weight
    }

    int weight() {  //: get
        return weight;
    }
}

enum Plain {
    A,  //: a
    B,  //: b  | a
    C  //: c  | a b
}

class Levels {
    String name(Level level, Plain plain) {  //: name <- level
        int n = Level.LOW.weight();  //: n <- get low  | middle
        switch (plain) {
            case A:  //: case_a <- a
                n = 1;
                break;  //: break
            case B:  //: case_b <- b  | a
            case C:  //: case_c <- c  | a
                n = 2;
                break;
            default:  //: default
                n = 3;
        }
        String text = switch (level) {  //: text
            case LOW -> "low";  //: rule_low <- low
            case MIDDLE -> {  //: rule_middle <- middle
                String word = "middle";  //: word
                yield word;  //: yield <- word
            }
            default -> "other";  //: rule_default
        };
        return text + n;  //: return <- text
    }
}
