# An item of a case may be empty; what ends on the line of its last command goes with it.
case "$1" in #: case
  start) #: start
    echo a #: a <- start
    ;;
  stop) #: stop <- c
    echo b #: b | start
    echo c ;; #: c
  *) echo d ;; #: other | start stop
esac
