// Elements on lines of their own go one by one.
import * as React from 'react'; //: react
import { Card, Icon } from './card'; //: card

type Props = { //: props
  title: string; //: title
  size?: number; //: size
};

const Header = ({ title, size = 1 }: Props) => ( //: header <- props title size
  <h1 style={{ fontSize: size }}>{title}</h1>
);

export default function App({ items }: { items: string[] }) { //: app
  const [open, setOpen] = React.useState<boolean>(false); //: state <- react
  return ( //: return | card state map header_use
    <>
      <Header
        title="x" //: header_use <- header title return | card
      />
      <Card<string>
        onClick={() => setOpen(!open)} //: card_use <- card state return | header
      >
        <Icon.Small
          name="a" //: icon <- card card_use | header
        />
      </Card>
      {items.map((item) => ( //: map <- return | card header
        <li key={item}>
          {item}
        </li>
      ))}
    </>
  );
}

// What is handed to a property returns what the property asks for.
declare function Rows(props: { render: (n: number) => number }): JSX.Element; //: rows
const lines = ( //: lines <- rows render_return
  <Rows
    render={(n) => {
      return n; //: render_return
    }}
  />
);
console.log(lines); //: lines_use <- lines
