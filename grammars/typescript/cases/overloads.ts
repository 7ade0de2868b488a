// The signatures of a function and its body are one.
function overload(a: string): string; //: one <- two body
function overload(a: number): number; //: two <- one body
function overload(a: any): any { //: body <- one two | body_return
  return a; //: body_return
}
console.log(overload(1), overload('a')); //: use <- body

class Reader { //: reader
  read(): string; //: read_one <- read
  read(size: number): string; //: read_two <- read
  read(size?: number): string { //: read <- read_one read_two read_return
    return 'x'.repeat(size ?? 1); //: read_return
  }
  other(): void {} //: other
}
new Reader().read(1); //: read_use <- reader read | other

class Box { //: box
  put(value: string): Box; //: put_one <- put
  put(value: number): Box; //: put_two <- put
  put(value: any) { //: put <- put_one put_two put_return
    console.log(value);
    return this; //: put_return
  }
}
console.log(Box); //: box_use <- box
