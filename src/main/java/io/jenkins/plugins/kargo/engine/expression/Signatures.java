package io.jenkins.plugins.kargo.engine.expression;

import io.jenkins.plugins.kargo.engine.expression.value.Signature;
import io.jenkins.plugins.kargo.engine.expression.value.Type;
import io.jenkins.plugins.kargo.engine.expression.value.ValueException;
import java.util.List;

/** Finds the way of calling a function that fits the arguments. */
final class Signatures {
    private Signatures() {}

    /** The result's type. @throws ValueException when no way fits, best with why one of as many parameters does not */
    static Type result(String name, List<Signature> ways, List<Type> arguments) {
        String problem = "";
        boolean counted = false;
        for (Signature way : ways) {
            String misfit = problem(name, way.parameters(), arguments);
            if (misfit.isEmpty()) {
                return way.result();
            }
            boolean sameCount = way.parameters().size() == arguments.size();
            problem = sameCount || !counted ? misfit : problem;
            counted |= sameCount;
        }
        throw new ValueException(problem);
    }

    private static String problem(String name, List<Type> parameters, List<Type> arguments) {
        if (arguments.size() != parameters.size()) {
            return (arguments.size() < parameters.size() ? "not enough" : "too many") + " arguments to call " + name;
        }
        for (int i = 0; i < parameters.size(); i++) {
            Type argument = arguments.get(i);
            Type parameter = parameters.get(i);
            if (!fits(argument, parameter)) {
                return "cannot use " + argument + " as argument (type " + parameter + ") to call " + name;
            }
        }
        return "";
    }

    private static boolean fits(Type argument, Type parameter) {
        if (argument.isNil()) {
            return parameter.isUnknown() || parameter.isPointer();
        }
        return argument.isUnknown()
                || parameter.isNumber() && argument.isInteger()
                || argument.isAssignableTo(parameter)
                || argument.dereferenced().isAssignableTo(parameter);
    }
}
