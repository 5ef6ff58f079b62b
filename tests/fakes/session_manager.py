"""A desktop's session manager, as far as holding off sleep goes, on a real session bus.

Run under `dbus-run-session`, it prints a line for each call: the method and the flags it was given.
"""

from jeepney import HeaderFields, MessageType, message_bus, new_method_return
from jeepney.io.blocking import open_dbus_connection

NAME = "org.gnome.SessionManager"
COOKIE = 7


def main() -> None:
    connection = open_dbus_connection(bus="SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    print("ready", flush=True)
    while True:
        message = connection.receive()
        if message.header.message_type is not MessageType.method_call:
            continue
        method = message.header.fields.get(HeaderFields.member)
        print(method, message.body[-1] if message.body else "", flush=True)
        reply = ("u", (COOKIE,)) if method == "Inhibit" else ()
        connection.send(new_method_return(message, *reply))


if __name__ == "__main__":
    main()
