# The text of a heredoc belongs to the statement that it stands in.
name = "x" #: name
puts <<~TEXT #: puts
  hello #{name}
  end
TEXT
puts "after" #: after | puts name

def page(title) #: page
  render(<<~ONE, <<-TWO) do |part| #: render <- helper
    #{title}
  ONE
    if
    TWO
    puts part #: part
  end
  text = <<~'RAW'.lines #: text
    #{nothing}
  RAW
  text #: <- text | part
end

def render(*parts) #: helper
  parts.each { |part| yield part }
end

puts page("t") #: <- page
