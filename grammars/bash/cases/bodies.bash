# A body needs a command.
if [ -n "$1" ]; then #: if <- only
  echo one #: only
elif [ -n "$2" ]; then #: elif <- two if
  echo two #: two
else #: else <- three
  echo three #: three
fi
for x in a b; do #: for <- body
  echo "$x" #: body
done
while read -r line; do #: while
  echo start #: start
  echo "$line" #: | start
done < /dev/null
( #: subshell <- inner
  cd / #: inner
)
