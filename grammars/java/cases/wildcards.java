import java.util.*;  //: util
import java.io.*;  //: io
import java.lang.*;  //: lang
import java.util.function.*;  //: function
import static java.lang.Math.*;  //: math
import static java.util.stream.Collectors.toList;  //: to_list

class Wildcards {
    void run(String text) {  //: run  | util lang math io
        File file = null;  //: file <- io  | util
        List<String> names = new ArrayList<>();  //: names <- util  | io lang function
        names.add(text);  //: add <- names
        Object object = new Object();  //: object  | util io lang
        Supplier<String> supply = () -> text;  //: supply <- function  | util
        int most = max(1, 2);  //: most <- math  | util
        names.stream().collect(toList());  //: collect <- to_list names  | math
        java.util.Date date = new java.util.Date();  //: date  | util
    }
}
