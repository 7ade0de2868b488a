interface Shape {  //: shape
    double area();  //: area

    String title();  //: title
}

abstract class Base implements Shape {  //: base <- shape
    Base(String label) {  //: base_made
        this.label = label;  //: set
    }

    private final String label;  //: label <- set

    public String title() {  //: base_title <- title
        return label;
    }

    abstract int sides();  //: sides
}

class Square extends Base {  //: square <- base area_of_square made sides_of_square base_made
    private double side;  //: side

    Square(double side) {  //: made
        super("square");
        this.side = side;  //: set_side <- side
    }

    @Override
    public double area() {  //: area_of_square <- area
        return side * side;
    }

    @Override
    int sides() {  //: sides_of_square <- sides
        return 4;  //: four
    }

    @Override
    public String toString() {  //: text
        return "square";
    }
}

class Use {
    void run() {
        Shape shape = new Square(2);  //: new <- made shape square
        System.out.println(shape.area());  //: call <- area new
        System.out.println(shape.toString());  //: print <- new  | text
    }
}
