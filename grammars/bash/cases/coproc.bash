# A coprocess is a command.
start() #: start <- end
{
  coproc BC { bc -q 2>&1; }
  echo x >&"${BC[1]}" #: inner
} #: end <- start
echo go #: | start
