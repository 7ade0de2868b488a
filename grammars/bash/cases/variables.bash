# A variable is read while something sets it before.
name=a #: name
echo "$name" "${name%.*}" #: <- name
echo "${maybe:-none}" #: | name
count=0 #: count
count=$((count + 1)) #: more <- count
echo "$count" #: last <- count
read -r first second #: read
echo "$first $second" #: <- read
for item in a b; do #: for
  echo "$item" #: <- for
done
scratch=1 #: scratch
unset scratch #: | scratch
