// Command judge type-checks batches of Go programs, each a package of one file, in one process.
//
// It speaks the protocol of compiler_server.py: a line with the number of texts, then for each text
// a line with its length in bytes and the bytes; the answer is a line with its length in bytes and
// a line for each error: text, line, whether it is one of syntax, code, message.
//
// The standard library is read from its sources, each package once. Other packages are not there:
// importing one is an error of the program, and its names are not looked at.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Programs that do not say their package get one on their first line, so that lines stay.
const missingClause = "package main;"

var (
	position = regexp.MustCompile(`\btext\.go:(\d+)(:\d+)?`)
	blanks   = regexp.MustCompile(`\s+`)
	// What a message is about, behind a colon or in front of what is wrong with it.
	about   = regexp.MustCompile(`^([^:"']*): ([^ ]+)$`)
	subject = regexp.MustCompile(`^(label |)("[^"]+"|[\w.]+) (imported|redeclared|undefined|declared)`)
)

type finding struct {
	line    int
	syntax  bool
	code    string
	message string
}

// library gives packages of the standard library to checkers that run side by side.
type library struct {
	mutex sync.Mutex
	root  string
	from  types.Importer
	known map[string]*types.Package
}

func newLibrary() *library {
	return &library{
		root:  filepath.Join(runtime.GOROOT(), "src"),
		from:  importer.ForCompiler(token.NewFileSet(), "source", nil),
		known: map[string]*types.Package{},
	}
}

func (l *library) Import(path string) (*types.Package, error) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if found, ok := l.known[path]; ok {
		if found == nil {
			return nil, fmt.Errorf("not in the standard library")
		}
		return found, nil
	}
	var found *types.Package
	entry, err := os.Stat(filepath.Join(l.root, filepath.FromSlash(path)))
	if path == "unsafe" || err == nil && entry.IsDir() && filepath.IsLocal(path) {
		found, err = l.from.Import(path)
		if err != nil {
			found = nil
		}
	}
	l.known[path] = found
	if found == nil {
		return nil, fmt.Errorf("not in the standard library")
	}
	return found, nil
}

// judge gives the errors in one program: those of syntax, or else those of types.
func judge(text []byte, packages types.Importer) []finding {
	files := token.NewFileSet()
	if !hasClause(text) {
		text = append([]byte(missingClause), bytes.TrimPrefix(text, []byte("\ufeff"))...)
	}
	file, err := parser.ParseFile(files, "text.go", text, parser.AllErrors|parser.SkipObjectResolution)
	if err != nil {
		list, ok := err.(scanner.ErrorList)
		if !ok {
			panic(err)
		}
		found := []finding{}
		for _, one := range list {
			offset := min(one.Pos.Offset, len(text))
			found = append(found, finding{1 + bytes.Count(text[:offset], []byte("\n")), true, "syntax", tidy(one.Msg)})
		}
		return found
	}
	found := []finding{}
	config := types.Config{
		FakeImportC: true,
		Importer:    packages,
		Error: func(err error) {
			one := err.(types.Error)
			// What begins with a tab goes on about the error before it.
			if strings.HasPrefix(one.Msg, "\t") {
				return
			}
			// Directives that move lines do not count.
			line := files.PositionFor(one.Pos, false).Line
			message := tidy(one.Msg)
			// The checker numbers its kinds of errors, but keeps the numbers to itself.
			code := reflect.ValueOf(one).FieldByName("go116code").Int()
			found = append(found, finding{line, false, fmt.Sprintf("go%d", code), quoted(message)})
		},
	}
	_, err = config.Check(file.Name.Name, files, []*ast.File{file}, nil)
	if err != nil && len(found) == 0 {
		panic(err)
	}
	return found
}

// hasClause tells whether the first thing in a text that is no comment is a package clause.
func hasClause(text []byte) bool {
	var lexer scanner.Scanner
	file := token.NewFileSet().AddFile("", -1, len(text))
	lexer.Init(file, text, func(token.Position, string) {}, 0)
	_, first, _ := lexer.Scan()
	return first == token.PACKAGE
}

// tidy makes one line of a message, without places but lines.
func tidy(message string) string {
	message, _, _ = strings.Cut(message, "\n\t")
	message = position.ReplaceAllString(message, "line $1")
	message = strings.ToValidUTF8(message, string(utf8.RuneError))
	return strings.TrimSpace(blanks.ReplaceAllString(message, " "))
}

// quoted puts the name that a message is about into quotes, so that messages of one kind show it.
func quoted(message string) string {
	if parts := about.FindStringSubmatch(message); parts != nil {
		return parts[1] + ": '" + parts[2] + "'"
	}
	if parts := subject.FindStringSubmatch(message); parts != nil {
		name := strings.Trim(parts[2], `"`)
		return parts[1] + "'" + name + "'" + message[len(parts[1])+len(parts[2]):]
	}
	return message
}

func receive(input *bufio.Reader) ([][]byte, bool) {
	count, ok := number(input)
	if !ok {
		return nil, false
	}
	texts := make([][]byte, count)
	for i := range texts {
		size, ok := number(input)
		if !ok {
			return nil, false
		}
		texts[i] = make([]byte, size)
		if _, err := io.ReadFull(input, texts[i]); err != nil {
			return nil, false
		}
	}
	return texts, true
}

func number(input *bufio.Reader) (int, bool) {
	line, err := input.ReadString('\n')
	if err != nil {
		return 0, false
	}
	value, err := strconv.Atoi(strings.TrimSpace(line))
	return value, err == nil
}

func main() {
	fmt.Println("go/types of", runtime.Version())
	packages := newLibrary()
	input := bufio.NewReader(os.Stdin)
	for {
		texts, ok := receive(input)
		if !ok {
			return
		}
		answers := make([][]finding, len(texts))
		places := make(chan int)
		var workers sync.WaitGroup
		for range runtime.NumCPU() {
			workers.Add(1)
			go func() {
				defer workers.Done()
				for at := range places {
					answers[at] = judge(texts[at], packages)
				}
			}()
		}
		for at := range texts {
			places <- at
		}
		close(places)
		workers.Wait()
		var output bytes.Buffer
		for at, found := range answers {
			for _, one := range found {
				syntax := 0
				if one.syntax {
					syntax = 1
				}
				fmt.Fprintf(&output, "%d\t%d\t%d\t%s\t%s\n", at, one.line, syntax, one.code, one.message)
			}
		}
		fmt.Printf("%d\n%s", output.Len(), output.Bytes())
	}
}
