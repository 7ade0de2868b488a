// Constants of enumerations.
enum Color { //: color
  Red = 1, //: red
  Green, //: green
  Blue = Red << 2, //: blue <- red | green
  'quoted' = 9, //: quoted
}
const enum Flag { On, Off } //: flag

const shades: Record<Color, string> = { //: shades <- color
  [Color.Red]: 'r', //: shades_red <- red
} as any;
console.log(Color.Green, Flag.On, shades); //: use <- green color flag shades | blue quoted
declare enum Outside { A } //: outside
console.log(Outside.A); //: outside_use <- outside
