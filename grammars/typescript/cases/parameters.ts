// What a parameter takes from an object of a type that is written beside it.
type Base = { theme: string }; //: base

const plain = ({ checked, color = 'red' }: { //: plain <- checked color
  checked: boolean; //: checked
  color?: string; //: color
  unused?: number; //: unused
}) => {
  return checked ? color : ''; //: plain_return <- plain
};

function mixed({ dark, theme: own, ...rest }: Base & { //: mixed <- base dark | size
  dark?: boolean; //: dark
  size?: number; //: size
}) {
  return dark ? own : rest; //: mixed_return <- mixed
}

console.log(plain({ checked: true }), mixed); //: use <- plain mixed | unused
