# A call needs its function.
greet() { #: greet <- say
  echo "hello $1" #: say
}
function leave { #: leave
  local text=bye #: text
  echo "$text" #: <- text
  return 0
}
greet you #: <- greet | leave
trap leave EXIT #: <- leave | greet
