// Components with types, and generic functions.
import React from 'react'; //: react

interface Props<T> { //: props
  value: T; //: value
  onChange?: (value: T) => void; //: change
  children?: React.ReactNode; //: children <- react
}

export function Field<T,>({ value, onChange, children }: Props<T>): JSX.Element { //: field <- props field_return
  const label = String(value); //: label
  React.useEffect(() => { //: effect <- react
    onChange?.(value); //: effect_body
  }, [value, onChange]); //: effect_end <- react
  if (!children) { //: if
    return <span>{label}</span>; //: early <- label
  }
  return <div>{children}</div>; //: field_return
}

class Box extends React.Component<Props<number>> { //: box <- react props
  static defaultProps = { value: 1 }; //: defaults <- value

  state = { open: false }; //: state

  render() { //: render
    const { value } = this.props; //: pattern <- value
    return <Field value={value} />; //: render_return <- field pattern value change | state
  }
}

export const Memo = React.memo(Box); //: memo <- react box
export type { Props }; //: export <- props
