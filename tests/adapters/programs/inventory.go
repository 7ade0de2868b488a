package main

import (
	"fmt"
	"os"
	"sort"
)

// Item is something with a price.
type Item struct {
	Name  string
	Price float64
}

func total(items []Item) float64 {
	sum := 0.0
	for _, item := range items {
		sum += item.Price
	}
	return sum
}

func main() {
	items := []Item{{"pen", 1.5}, {"ink", 4}}
	sort.Slice(items, func(i, j int) bool { return items[i].Price < items[j].Price })
	if total(items) > 100 {
		os.Exit(1)
	}
	fmt.Println(items[0].Name, total(items))
}
