// Members are known by their names.
interface Shape { //: shape
  kind: string; //: kind
  area(): number; //: area
  scale?(by: number): void; //: scale
  readonly label?: string; //: label
  [key: string]: unknown; //: index
}

interface Solid extends Shape { //: solid <- shape
  volume: number; //: volume
}

function describe(shape: Shape) { //: describe <- shape | area kind label
  const area = shape.area(); //: area_use <- area | kind
  const { kind, label: text } = shape; //: pattern <- kind label | area
  return kind + area + text; //: describe_return <- pattern area_use
}

const cube = (volume: number): Partial<Solid> => ({ //: cube <- solid
  volume, //: cube_volume <- volume
  kind: 'cube', //: cube_kind <- kind
});
describe(cube(1) as Solid); //: call <- describe cube solid | label index scale
type Area = Shape['area']; //: lookup <- shape area | kind

// Without what it is called by, it is no function.
interface Maker { //: maker <- called+constructs | called constructs
  (size: number): Shape; //: called
  new (size: number): Shape; //: constructs
  limit: number; //: limit
}
declare const maker: Maker; //: maker_use <- maker | limit
export { maker }; //: maker_export <- maker_use
