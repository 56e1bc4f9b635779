package dev.seaworthy.server.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seaworthy.ledger.LedgerFault;
import dev.seaworthy.ledger.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody owns the database and changes what happened. Offline, against a head that lies outside,
/// each change is named.
class AttacksTest {
  @TempDir Path folder;
  private Trail trail;

  @BeforeEach
  void tenRecordsOfWhichAllAreSigned() throws IOException {
    trail = new Trail(folder, Map.of());
    for (int i = 1; i <= 10; i++) {
      trail.happen("image:" + i);
    }
    trail.chain();
    trail.send();
    Verification before = trail.verify();
    assertThat(before.faults()).isEmpty();
    assertThat(before.signed()).isEqualTo(10);
  }

  private List<String> faults() throws IOException {
    List<String> faults = trail.verify().faults().stream().map(LedgerFault::text).toList();
    System.out.println("  " + String.join("; ", faults));
    return faults;
  }

  @Test
  void anEdit() throws IOException {
    trail.attack(
        """
        update audit_record set line =
          convert_to(replace(convert_from(line, 'UTF8'), '"ada"', '"eve"'), 'UTF8')
        where sequence = 4\
        """);
    assertThat(faults()).containsExactly("record 4 was altered");
  }

  @Test
  void aRecordTakenOut() throws IOException {
    trail.attack("delete from audit_record where sequence = 4");
    assertThat(faults()).containsExactly("record 4 was removed");
  }

  @Test
  void twoRecordsChangedRound() throws IOException {
    trail.attack(
        """
        update audit_record set sequence = 1000, event = gen_random_uuid() where sequence = 4;
        update audit_record set sequence = 4 where sequence = 5;
        update audit_record set sequence = 5 where sequence = 1000\
        """);
    assertThat(faults()).isNotEmpty().allMatch(text -> text.contains("another place"));
  }

  @Test
  void theTailCutOff() throws IOException {
    trail.attack(
        """
        delete from audit_record where sequence > 7;
        delete from audit_head;
        update audit_ledger set sequence = 7,
          digest = (select digest from audit_record where sequence = 7)\
        """);
    assertThat(faults())
        .containsExactly("the tail was cut off: a head signed record 10, and the last one is 7");
  }

  @Test
  void theTailCutOffAndGrownAnew() throws IOException {
    trail.attack(
        """
        delete from audit_record where sequence > 7;
        delete from audit_head;
        update audit_ledger set sequence = 7,
          digest = (select digest from audit_record where sequence = 7)\
        """);
    for (int i = 0; i < 5; i++) {
      trail.happen("image:forged-" + i);
    }
    trail.chain();
    assertThat(faults())
        .containsExactly(
            "record 10 is not the one that its head signed: it or the chain before it was rewritten");
  }

  @Test
  void theWholeDatabaseRolledBack() throws IOException {
    trail.database.inTransaction(tx -> {
      tx.update("create table stolen as select * from audit_record");
      return tx.update("create table stolen_ledger as select * from audit_ledger");
    });
    trail.happen("image:evidence");
    trail.chain();
    trail.send();
    assertThat(faults()).isEmpty();
    trail.attack(
        """
        delete from audit_record;
        insert into audit_record select * from stolen;
        delete from audit_head where sequence > 10;
        delete from audit_ledger;
        insert into audit_ledger select * from stolen_ledger\
        """);
    assertThat(faults())
        .containsExactly("the tail was cut off: a head signed record 11, and the last one is 10");
  }

  @Test
  void aLedgerPutInItsPlace() throws IOException {
    trail.attack(
        """
        delete from audit_record;
        delete from audit_head;
        delete from audit_ledger\
        """);
    trail.happen("image:clean");
    trail.chain();
    assertThat(faults()).anyMatch(text -> text.startsWith("the head is of another ledger"));
  }

  @Test
  void aBeginningTakenAwayUnderTheNameOfRetention() throws IOException {
    trail.attack(
        """
        update audit_ledger set before_sequence = 5,
          before_digest = (select digest from audit_record where sequence = 5);
        delete from audit_record where sequence <= 5\
        """);
    assertThat(faults())
        .containsExactly("the ledger begins after record 5, and no head of that record was given");
  }
}
