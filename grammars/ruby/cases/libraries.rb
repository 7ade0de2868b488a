# What the standard library gives needs its require; other libraries may give any constant.
require "set" #: set
require "json" #: json
require_relative "mine" #: mine

seen = Set.new([1]) #: seen <- set | json
puts seen.to_a.to_json #: <- seen json
puts JSON.parse("[]") #: <- json | set
puts Unknown.new #: unknown <- mine | set json
puts Integer("3"), Comparable #: core | set json mine
other_method(1) #: call | mine
