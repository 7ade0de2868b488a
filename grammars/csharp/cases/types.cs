using System;

namespace Shapes  //: namespace
{
    public interface IShape  //: shape
    {
        string Title { get; }  //: title
        double Area();  //: area
    }

    public abstract class Base : IShape  //: base <- shape
    {
        protected readonly string label;  //: label

        protected Base(string label)  //: base_made
        {
            this.label = label;  //: set <- label
        }

        public string Title => label;  //: base_title <- title label

        public abstract double Area();  //: base_area <- area
    }

    public class Square : Base  //: square <- base own_area made base_made
    {
        private double side;  //: side

        public Square(double side) : base("square")  //: made
        {
            this.side = side;  //: set_side <- side
        }

        public override double Area()  //: own_area <- base_area
        {
            return side * side;
        }

        public override string ToString()  //: text
        {
            return label;  //: inherited <- label
        }
    }

    public struct Point : IComparable<Point>  //: point <- compare
    {
        public int X;  //: x <- set_x
        public int Y { get; set; }  //: y <- set_y

        public Point(int x, int y)  //: point_made
        {
            X = x;  //: set_x <- x
            Y = y;  //: set_y <- y
        }

        public int CompareTo(Point other)  //: compare
        {
            return X.CompareTo(other.X);
        }

        public static bool operator ==(Point a, Point b)  //: equal <- unequal
        {
            return a.X == b.X;
        }

        public static bool operator !=(Point a, Point b)  //: unequal <- equal
        {
            return !(a == b);
        }

        public static Point operator +(Point a, Point b)  //: plus
        {
            return new Point(a.X + b.X, a.Y);
        }
    }

    class Use
    {
        void Run()
        {
            IShape shape = new Square(2);  //: new <- made shape square
            Console.WriteLine(shape.Area() + shape.Title);  //: call <- area title new
            Console.WriteLine(shape.ToString());  //: print <- new  | text
            Point sum = new Point(1, 2) + new Point(3, 4);  //: sum <- plus point_made
            Shapes.Point full = sum;  //: full <- sum point
        }
    }
}
