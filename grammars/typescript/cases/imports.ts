// Imports of types and of values.
import type { A, B as Renamed } from './types'; //: types
import { type C, d } from './mixed'; //: mixed
import fs = require('fs'); //: fs
import {
  one, //: one
  type Two, //: two
} from './list'; //: list
import * as all from './all'; //: all

export const a: A | Renamed = d; //: a <- types mixed | fs
export let c: C; //: c <- mixed | types
let two: Two = one; //: two_use <- one two list | all
type Third = all.Third; //: third <- all | list
export { fs, two }; //: export <- fs two_use | third
export type { Third }; //: export_type <- third | export
export = undefined as Third; //: assign <- third
