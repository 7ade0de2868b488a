// A value and a type may have one name; classes, enumerations and imports are both.
import { Schema, other } from './schema'; //: import

const User = Schema.object(); //: value <- import
type User = Schema<typeof User>; //: type <- import value
const someone: User = User.parse(1); //: someone <- value type

interface Box { size: number } //: interface
const Box = 1; //: box
export { Box, someone }; //: export <- interface box someone | other_use

class Thing {} //: class
const thing: Thing = new Thing(); //: thing <- class
export default thing; //: default <- thing
function id<Box>(value: Box): Box { //: id | box interface
  return value;
}
console.log(other, id); //: other_use <- import id
