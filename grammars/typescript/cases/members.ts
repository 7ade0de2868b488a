// What `this` has is looked up in the class around.
class Counter { //: counter
  static made = 0; //: made
  private count = 0; //: count
  #hidden: number; //: hidden <- hidden_set

  constructor(private step: number) { //: constructor
    this.#hidden = 1; //: hidden_set <- hidden
    Counter.made++; //: made_use <- made
  }

  get value(): number { //: value <- value_return
    return this.count + this.#hidden; //: value_return <- count hidden
  }

  set value(next: number) { //: setter
    this.count = next; //: setter_body <- count
  }

  add(): this { //: add <- add_return
    this.count += this.step; //: step_use <- count constructor
    return this; //: add_return
  }
}

const counter = new Counter(1); //: new <- counter constructor
counter.add().add(); //: add_use <- add new
console.log(counter.value); //: value_use <- new value+setter | setter add
console.log(counter.unknown); //: unknown <- new | add

// A field is set by the constructor, not by other methods.
class Timer { //: timer
  #run: number; //: run <- run_set | run_reset
  private name: string; //: name <- name_set | name_reset
  constructor(name: string) { //: timer_constructor
    this.#run = 1; //: run_set <- run
    this.name = name; //: name_set <- name
  }
  reset(): void { //: reset
    this.#run = 2; //: run_reset <- run
    this.name = ''; //: name_reset <- name
  }
}
console.log(Timer); //: timer_use <- timer
function step() {} //: step
step.size = 1; //: size_set <- step
console.log(step.size); //: size_use <- step  //! <- size_set -- functions get members by assignment
