import Office
import Primitives
import Registers

/// `account reopen`.
enum AccountCommands {
    static let all = [reopen]

    private static let reopen = Command(
        "account reopen",
        Words("だれも入れなくなったアカウントに、新しいパスワードを付けて開けます。", "Reopen an account with a new password."),
        arguments: [Words("利用者名", "LOGIN")], options: Command.Option.organization
    ) { invocation in
        let office = try Wiring.office(invocation)
        let password = office.newPassword()
        let login = invocation.arguments[0]
        try office.reopenAccount(login: login, new: password, by: .console)
        try office.store.close()
        // Shown once, to whoever may read the data's folder anyway; it is kept nowhere but as a hash.
        invocation.console.say(
            Words(
                "\(login) の新しいパスワード：\(password.revealed)\n停止、終了日、退職した人との結び付きは外しました。"
                    + "サインインしたら、パスワードを変えてください。",
                "New password of \(login): \(password.revealed)\n"
                    + "It is neither stopped nor ended any more. Change the password after signing in."))
        return .done
    }
}
