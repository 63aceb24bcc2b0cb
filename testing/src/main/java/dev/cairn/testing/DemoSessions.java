package dev.cairn.testing;

import dev.cairn.testing.DemoSession.Agent;
import dev.cairn.testing.DemoSession.Exchange;
import dev.cairn.testing.DemoSession.Prompt;
import dev.cairn.testing.DemoSession.Result;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** The sessions that {@code cairn up --demo} plays: a harbour's programs and who works on them. */
final class DemoSessions {
  private static final Duration PACE = Duration.ofMillis(3);

  private DemoSessions() {}

  static List<DemoSession> all() {
    return List.of(lamp(), changelog(), tide(), timetable(), moorings(), labels());
  }

  private static Turn turn(Tokens tokens, Step... steps) {
    return Turn.of(steps).costing(tokens).paced(PACE);
  }

  private static Exchange calls(Turn turn, String... results) {
    return new Exchange(turn, Arrays.stream(results).map(text -> new Result(text, false)).toList());
  }

  private static Exchange fails(Turn turn, String result) {
    return new Exchange(turn, List.of(new Result(result, true)));
  }

  private static Exchange ends(Turn turn) {
    return new Exchange(turn, List.of());
  }

  private static Step bash(String command, String description) {
    return new Step.Shell(command, description);
  }

  private static DemoSession lamp() {
    return new DemoSession(
        Agent.CLAUDE_CODE,
        "/home/user/code/lighthouse",
        "fix/lamp-timeout",
        "claude-opus-5-5",
        List.of(
            Prompt.of(
                "The lamp test times out now and then. Find out why and mend it.",
                calls(
                    turn(
                        new Tokens(4, 0, 9120, 0, 212, 96),
                        new Step.Think("A flaky timeout is mostly a wait without a signal."),
                        new Step.Say("I look at the test and at what it waits for."),
                        bash("grep -rn 'sleep' src/test/lamp", "Finds waits in the lamp tests"),
                        new Step.CallTool(
                            "Read",
                            "{\"file_path\":\"/home/user/code/lighthouse/src/lamp/Lamp.java\"}")),
                    "src/test/lamp/LampTest.java:41:    sleep(250);",
                    "40  void turn() {\n41    motor.start();\n42    lit = true;\n43  }"),
                calls(
                    turn(
                        new Tokens(6, 9120, 1480, 0, 187, 41),
                        new Step.Think("The test sleeps where it could await the motor."),
                        new Step.CallTool(
                            "Edit",
                            "{\"file_path\":\"/home/user/code/lighthouse/src/test/lamp/LampTest.java\","
                                + "\"old_string\":\"sleep(250);\",\"new_string\":\"motor.awaitStart();\"}")),
                    "The file has been updated."),
                calls(
                    turn(
                        new Tokens(6, 10600, 640, 0, 74, 0),
                        bash("mvn -q test -Dtest=LampTest", "Runs the lamp test")),
                    "Tests run: 12, Failures: 0, Errors: 0"),
                ends(
                    turn(
                        new Tokens(5, 11240, 210, 0, 96, 0),
                        new Step.Say(
                            "The test slept 250 ms while the motor may need 300. It now waits for"
                                + " the motor itself; twelve runs passed.")))),
            commit()),
        0);
  }

  private static Prompt commit() {
    return Prompt.of(
        "Good. Commit it.",
        calls(
            turn(
                new Tokens(9, 11450, 320, 0, 88, 0),
                bash("git commit -qam 'Wait for the motor'", "Commits the change")),
            ""),
        ends(
            turn(
                new Tokens(5, 11770, 130, 0, 21, 0),
                new Step.Say("Committed as \"Wait for the motor\"."))));
  }

  private static DemoSession changelog() {
    return new DemoSession(
        Agent.CLAUDE_CODE,
        "/home/user/code/harbor-api",
        "main",
        "claude-haiku-4-5",
        List.of(
            Prompt.of(
                "Write one line for the changelog: the tide endpoint now answers in metres.",
                ends(
                    turn(
                        new Tokens(2210, 0, 0, 0, 31, 0),
                        new Step.Say(
                            "- `/tide` answers in metres; `unit=feet` brings feet back."))))),
        0);
  }

  private static DemoSession tide() {
    return new DemoSession(
        Agent.CLAUDE_CODE,
        "/home/user/code/harbor-api",
        "feature/tide-forecast",
        "claude-opus-5-5",
        List.of(
            Prompt.of(
                "Why does the tide forecast fail for Brest?",
                fails(
                    turn(
                        new Tokens(3, 0, 8800, 400, 143, 52),
                        new Step.Think("Brest has an accent-free name, so perhaps the station id."),
                        bash("./harbor tide --station brest", "Asks for the tide at Brest")),
                    "error: station \"brest\" has no datum"),
                calls(
                    turn(
                        new Tokens(5, 9200, 512, 0, 66, 0),
                        bash("grep -n brest data/stations.csv", "Looks up the station")),
                    "118:brest,48.38,-4.49,"),
                ends(
                    turn(
                        new Tokens(4, 9712, 233, 0, 58, 0),
                        new Step.Say(
                            "Line 118 of data/stations.csv has no datum for Brest. Fill in the last"
                                + " column and the forecast works."))))),
        1);
  }

  private static DemoSession timetable() {
    return new DemoSession(
        Agent.CODEX,
        "/home/ben/ferry-schedule",
        "main",
        "gpt-5.2-codex",
        List.of(
            Prompt.of(
                "Which ferries have no return trip on Sundays?",
                calls(
                    turn(
                        new Tokens(6400, 2048, 0, 0, 171, 120),
                        new Step.Think("The timetable is a CSV; one join tells it."),
                        bash("head -3 timetable.csv", "Shows the timetable")),
                    "ferry,day,from,to\nMarie,Sun,Oban,Mull\nIsla,Sun,Mull,Oban"),
                calls(
                    turn(
                        new Tokens(1210, 8448, 0, 0, 133, 64),
                        bash("python3 returns.py --day Sun", "Lists ferries without a return")),
                    "Marie\nSkua"),
                ends(
                    turn(
                        new Tokens(340, 9600, 0, 0, 39, 0),
                        new Step.Say(
                            "The Marie and the Skua sail on Sundays without a way back."))))),
        0);
  }

  private static DemoSession moorings() {
    return new DemoSession(
        Agent.CODEX,
        "/home/ben/harbor-api",
        "feature/moorings",
        "gpt-5.2-codex",
        List.of(
            Prompt.of(
                "Add a test for a mooring that is taken twice.",
                calls(
                    turn(
                        new Tokens(7020, 1024, 0, 0, 240, 150),
                        bash("ls src/test/moorings", "Lists the tests")),
                    "MooringTest.java"),
                ends(
                    turn(
                        new Tokens(820, 8000, 0, 0, 71, 30),
                        new Step.Say("The second booking is refused; MooringTest now says so.")))),
            Prompt.of(
                "Thanks!",
                ends(turn(new Tokens(120, 8700, 0, 0, 9, 0), new Step.Say("Fair winds."))))),
        0);
  }

  private static DemoSession labels() {
    return new DemoSession(
        Agent.PLAIN_CHAT,
        "",
        "",
        "gpt-5.2",
        List.of(
            Prompt.of(
                "Label this log line: 'pilot boat lost contact at 04:12'",
                ends(turn(Tokens.of(58, 4), new Step.Say("incident/communication")))),
            Prompt.of(
                "And this: 'buoy 7 repainted'",
                ends(turn(Tokens.of(77, 3), new Step.Say("maintenance/buoy"))))),
        0);
  }
}
