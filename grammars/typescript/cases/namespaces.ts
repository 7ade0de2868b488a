// What a namespace shows is a member of it.
namespace Geometry { //: geometry
  export const origin = 0; //: origin
  const hidden = 1; //: hidden
  export function distance(a: number): number { //: distance <- distance_return
    return a - origin + hidden; //: distance_return <- origin hidden
  }
  export namespace Inner { //: inner
    export type Id<T> = T; //: id
  }
}
import Distance = Geometry.distance; //: alias <- geometry distance
console.log(Geometry.origin); //: origin_use <- geometry origin | distance inner
type Id = Geometry.Inner.Id<number>; //: id_use <- geometry inner id | origin
console.log(Distance(1)); //: alias_use <- alias
declare module 'elsewhere' { //: module
  export function bar(): void; //: bar
}
declare global { //: global
  interface Window { custom: Id } //: window <- id_use
}
