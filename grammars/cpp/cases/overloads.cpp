// A call may mean any of the functions of its name, so all of them stay.

int size(int n) { return n; } //: one
int size(int n, int m) { return n * m; } //: two

int announced(int n); //: prototype
int early() { return announced(1); } //: early <- prototype
int announced(int n) { return n; } //: definition | prototype

int main() {
    int n = size(1); //: n <- one two
    n += size(1, 2); //: <- one two n
    return announced(n); //: <- definition n
}
