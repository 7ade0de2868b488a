# Lists and pipelines over several lines are one command.
dir=/tmp #: dir
[ -d "$dir" ] \
  && echo there \
  || echo missing
cd "$dir" || { #: cd <- dir leave
  exit 1 #: leave
}
sort /etc/passwd |
  while read -r line; do
    echo x
    echo "$line" 
  done
for ((i = 0; i < 3; i++)); do #: loop
  echo x
  echo "$i" #: <- loop
done
