// Types are names, and so are their parameters.
type Point = { x: number; y: number }; //: point
type Pair<A, B = A> = [A, B]; //: pair
type Nested = Pair<Point>; //: nested <- pair point
type Unwrap<T> = T extends Promise<infer U> ? U : never; //: unwrap
type Getters<T> = { [K in keyof T as `get${string & K}`]: () => T[K] }; //: getters
type Named = [first: Nested, second?: string]; //: named <- nested | unwrap

const origin: Point = { x: 0, y: 0 }; //: origin <- point
let copy: typeof origin = origin; //: copy <- origin
const keys: keyof Point = 'x'; //: keys <- point | origin
const cast = copy as Unwrap<Promise<Point>>; //: cast <- copy unwrap point | getters

function generic<T extends Named, K extends keyof T>(value: T, key: K): T[K] { //: generic <- named
  const same: T = value; //: same
  return same[key]; //: generic_return <- same
}

function isPoint(value: unknown): value is Point { //: guard <- point
  return value === origin; //: guard_return <- origin
}
console.log(generic, isPoint, keys, cast); //: use <- generic guard keys cast | getters
declare function outside(handler: (event: Named) => void): asserts copy is Point; //: outside <- named point copy
