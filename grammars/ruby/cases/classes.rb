# Classes: bases, modules, attributes, and what is private.
module Walker #: walker
  SPEED = 4 #: speed

  def walk #: walk
    puts SPEED #: <- speed
  end
end

class Animal #: animal
  attr_reader :name #: name
  attr_writer :owner #: owner
  attr_accessor :age #: age

  @@count = 0 #: count

  def initialize(name) #: init
    @name = name #: set_name
    @@count += 1 #: counting <- count
  end

  def self.create(name) #: create
    new(name)
  end

  def older #: older
    self.age = age + 1 #: <- age
    describe #: <- describe
  end

  def describe #: describe
    "#{name} #{@name}" #: text <- name | set_name
  end
  private :describe #: hide <- describe
end

class Dog < Animal #: dog <- animal
  include Walker #: <- walker

  def bark #: bark
    super
  end

  class << self
    def breed #: breed
      "x"
    end
  end
end

dog = Animal.create("Rex") #: made <- animal create
dog.owner = "Ann" #: <- made owner
puts dog.name, Dog.breed #: <- made name dog breed

class Dog #: again
  def run #: run
    walk #: <- walk
  end
end
Point = Struct.new(:x, :y) do #: point
  def length #: length
    Math.sqrt(x * x + y * y)
  end
end
puts Point.new(1, 2).y, Point.new(1, 2).length #: <- point
class Plain #: plain
  def initialize(size) #: constructor
    @size = size
  end
end
puts Plain.new(1), Plain.allocate #: made_plain <- plain constructor
