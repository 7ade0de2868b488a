# A here-document goes with its command, whole.
user=me #: user
cat << EOF #: | other
hello $user
EOF
cat <<- 'EOF' #: other | user
	if then fi
	EOF
echo end #: | user
