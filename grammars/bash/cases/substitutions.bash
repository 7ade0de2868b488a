# Commands inside of a substitution are commands.
found=$( #: found
  cd / #: inner
  ls #: | inner
)
echo "$found" #: <- found
