// A class owes what it implements, and calls what it extends.
interface Runs { //: runs
  run(): void; //: run_declared
  speed: number; //: speed_declared
  stop?(): void; //: stop_declared
}

abstract class Animal implements Runs { //: animal <- runs run speed
  speed = 1; //: speed
  run() { //: run
    this.stop(); //: stop_use <- stop
  }
  stop() {} //: stop
  abstract eat(food: string): void; //: eat_declared
}

class Dog extends Animal { //: dog <- animal eat
  private tricks: string[]; //: tricks <- tricks_set
  constructor(readonly name: string) { //: constructor <- super
    super(); //: super
    this.tricks = []; //: tricks_set <- tricks
  }
  override eat(food: string): void { //: eat <- eat_declared
    this.tricks.push(food); //: eat_body <- tricks
  }
}
new Dog('rex').eat('bone'); //: use <- dog eat | stop_use
