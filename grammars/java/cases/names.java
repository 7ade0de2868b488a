import java.util.List;  //: list
import java.util.ArrayList;  //: array_list
import java.util.Map;  //: unused

class Names {  //: class
    static int shared = 1;  //: shared
    int own;  //: own
    static int other;  //: other

    static int twice(int value) {  //: twice
        return 2 * value;  //: result
    }

    List<Integer> numbers(int count) {  //: numbers <- list  | unused other
        int total = shared;  //: total <- shared  | other
        List<Integer> found = new ArrayList<>();  //: found <- list array_list  | unused
        found.add(total);  //: add <- total found
        total += count;  //: more <- total
        total = 3;  //: set <- total
        int size = twice(4);  //: size <- twice  | shared
        own = total;  //: assign <- own total
        this.own = 2;  //: member <- own  | total
        return found;  //: returned <- found
    }
}
