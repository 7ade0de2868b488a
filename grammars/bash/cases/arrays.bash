# Arrays over several lines are one command.
list=( #: list
  a
  b
)
list+=(c) #: more
echo "${list[@]}" "${#list[@]}" #: | more
declare -A map #: map
echo "${map[x]}" #: <- map
