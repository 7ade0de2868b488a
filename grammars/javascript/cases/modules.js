// Imports and exports.
import def, { one } from './a.js'; //: import
import * as all from './b.js'; //: all
import {
  two, //: two
  three as renamed, //: three
} from './c.js'; //: list
import './effects.js'; //: effects

console.log(def, one); //: use <- import | all two effects
console.log(all.two); //: all_use <- all | two
console.log(two); //: two_use <- two list | three
console.log(renamed); //: three_use <- three list | two

export const value = one; //: value <- import
const kept = 1; //: kept
const other = 2; //: other
export { kept as renamed2 }; //: export <- kept | other value
export {
  other, //: export_other <- other
  value as again, //: export_value <- value | other
};
export { two as elsewhere } from './d.js'; //: reexport | two list
export * as everything from './e.js'; //: everything | all
export default function main() { //: default
  return value; //: main <- value
}
