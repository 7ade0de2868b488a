class Loops {
    int search(int[][] grid) {
        int found = 0;  //: found
        outer:  //: label
        for (int[] row : grid) {
            for (int cell : row) {  //: inner <- label
                if (cell == 0) {  //: zero
                    continue outer;  //: next <- label
                }
                found = cell;  //: set <- found  | zero
                break outer;  //: leave <- label
            }
        }
        do {  //: do
            found++;  //: more <- found
        } while (found < 3);
        for (String text : new String[] {  //: texts
            "a",
            "b",
        }) {
            System.out.println(text);  //: print <- texts
        }
        Object object = found;  //: object
        if (object instanceof Integer number && number > 1) {  //: test <- object
            System.out.println(number);  //: number <- test
        }
        return found;  //: return <- found  | label do
    }
}
