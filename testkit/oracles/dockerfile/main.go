// Command dockerfile reads Dockerfiles, one a line in hexadecimal, by BuildKit's own parser, and
// prints for each a line of JSON: what it was understood as, or why it was refused. A line that
// begins with "=" is a word instead, followed by a tab and NAME=VALUE pairs, all in hexadecimal and
// parted by tabs: it is printed with its variables' values.
package main

import (
	"bufio"
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"strings"

	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/linter"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerfile/shell"
)

type heredoc struct {
	Name    string `json:"name"`
	Expand  bool   `json:"expand"`
	Chomp   bool   `json:"chomp"`
	Content string `json:"content"`
}

type instruction struct {
	Keyword  string        `json:"keyword"`
	Start    int           `json:"start"`
	End      int           `json:"end"`
	Flags    []string      `json:"flags"`
	Array    bool          `json:"array"`
	Words    []string      `json:"words"`
	Heredocs []heredoc     `json:"heredocs"`
	Trigger  []instruction `json:"trigger"`
}

type answer struct {
	Refused      string        `json:"refused"`
	Escape       string        `json:"escape"`
	Instructions []instruction `json:"instructions"`
}

func main() {
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimSuffix(line, "\n")
		var result any
		if word, isWord := strings.CutPrefix(line, "="); isWord {
			result = expand(strings.Split(word, "\t"))
		} else {
			result = parse(text(line))
		}
		if err := encoder.Encode(result); err != nil {
			log.Fatal(err)
		}
	}
}

func expand(cells []string) any {
	env := []string{}
	for _, cell := range cells[1:] {
		env = append(env, string(text(cell)))
	}
	result, err := shell.NewLex('\\').ProcessWordWithMatches(string(text(cells[0])), shell.EnvsFromSlice(env))
	if err != nil {
		return map[string]any{"refused": err.Error()}
	}
	words := result.Words
	if words == nil {
		words = []string{}
	}
	return map[string]any{"refused": "", "text": result.Result, "words": words}
}

func parse(file []byte) answer {
	result, err := parser.Parse(bytes.NewReader(file))
	if err != nil {
		return answer{Refused: err.Error()}
	}
	stages, _, err := instructions.Parse(result.AST, linter.New(&linter.Config{}))
	if err != nil {
		return answer{Refused: err.Error()}
	}
	if len(stages) == 0 {
		return answer{Refused: "no stages"}
	}
	all := []instruction{}
	for _, node := range result.AST.Children {
		all = append(all, read(node))
	}
	return answer{Escape: string(result.EscapeToken), Instructions: all}
}

func read(node *parser.Node) instruction {
	one := instruction{
		Keyword:  strings.ToLower(node.Value),
		Start:    node.StartLine,
		End:      node.EndLine,
		Flags:    append([]string{}, node.Flags...),
		Array:    node.Attributes["json"],
		Words:    []string{},
		Heredocs: []heredoc{},
		Trigger:  []instruction{},
	}
	for next := node.Next; next != nil; next = next.Next {
		if len(next.Children) > 0 {
			one.Trigger = append(one.Trigger, read(next.Children[0]))
		} else {
			one.Words = append(one.Words, next.Value)
		}
	}
	if one.Keyword == "healthcheck" && len(one.Words) > 0 {
		one.Words[0] = strings.ToUpper(one.Words[0])
	}
	for _, each := range node.Heredocs {
		one.Heredocs = append(one.Heredocs, heredoc{each.Name, each.Expand, each.Chomp, each.Content})
	}
	return one
}

func text(cell string) []byte {
	bytes, err := hex.DecodeString(cell)
	if err != nil {
		log.Fatal(fmt.Errorf("%q: %w", cell, err))
	}
	return bytes
}
