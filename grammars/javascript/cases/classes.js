// Classes, their private names and their own methods.
class Base { //: base
  #secret = 1; //: secret
  static made = 0; //: made

  reveal() { //: reveal <- base
    return this.#secret; //: revealed <- secret | made
  }

  static {
    Base.made = 1; //: static_block <- base
  }
}

class Derived extends Base { //: derived <- base
  constructor(name) { //: constructor <- super
    super(); //: super
    this.name = name; //: name <- constructor | reveal
  }

  show() { //: show
    this.log(this.name); //: log_use <- log
    console.log(this.unknown); //: unknown | log
  }

  log(text) { //: log
    console.log(text);
  }
}

new Derived('x').show(); //: made_use <- derived
const Named = class Inner { //: named
  copy() {
    return new Inner(); //: inner <- named
  }
};
new Named(); //: named_use <- named
