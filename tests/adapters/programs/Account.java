import java.util.ArrayList;
import java.util.List;

/** An account with its history. */
public class Account {
    private final List<Long> history = new ArrayList<>();
    private long balance;

    void deposit(long amount) {
        if (amount <= 0) {
            throw new IllegalArgumentException("nothing to deposit");
        }
        balance += amount;
        history.add(amount);
    }

    long average() {
        if (history.isEmpty()) {
            return 0;
        }
        return balance / history.size();
    }

    public static void main(String[] arguments) {
        Account account = new Account();
        for (String argument : arguments) {
            account.deposit(Long.parseLong(argument));
        }
        System.out.println(account.average());
    }
}
