import java.io.IOException;  //: io

class Checked {
    void read() throws IOException {  //: read <- io
        throw new IOException("x");
    }

    int use() {  //: use
        int n = 0;  //: n
        try {  //: try <- checked
            read();  //: call <- read
        } catch (IOException e) {  //: checked <- try call read io
            n = 1;  //: one <- checked n
        } catch (IllegalStateException e) {  //: unchecked <- try
            n = 2;
        } finally {  //: finally <- try
            n++;
        }
        return n;
    }
}
