import java.util.Comparator;  //: comparator
import java.util.Iterator;  //: iterator

record Pair<A, B extends Comparable<B>>(A first, B second) {  //: pair
    Pair {  //: compact
        if (first == null) {  //: check
            throw new NullPointerException();
        }
    }

    static <T extends Comparable<T>> Pair<T, T> twice(T item) {  //: twice
        return new Pair<>(item, item);
    }
}

class Chain<T> implements Iterable<T> {  //: chain <- iterate
    private static class Node<T> {  //: node
        T value;  //: value
        Node<T> next;  //: next <- node
    }

    private Node<T> head;  //: head <- node

    public Iterator<T> iterator() {  //: iterate <- iterator
        return new Iterator<T>() {  //: anonymous
            private Node<T> at = head;  //: at <- head

            @Override
            public boolean hasNext() {  //: has_next
                return at != null;
            }

            @Override
            public T next() {  //: next_of
                T found = at.value;
                at = null;
                return found;
            }
        };
    }
}

class Sort {
    Comparator<String> order() {  //: order <- comparator
        Comparator<String> byLength = (a, b) -> a.length() - b.length();  //: lambda <- comparator
        Runnable run = new Runnable() {  //: run <- method
            public void run() {  //: method
                System.out.println();  //: print
            }
        };
        run.run();  //: call <- run
        return byLength;  //: return <- lambda
    }
}
